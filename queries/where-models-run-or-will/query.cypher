// On which devices do models run, and on which is inference predicted to?
MATCH (model)-[r:RUNS_ON|TENTATIVE {predicate: 'runsOn'}]->(device)
RETURN model.id AS model, device.id AS device, r.modality AS modality
ORDER BY modality, model, device
