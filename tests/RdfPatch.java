import java.io.FileInputStream;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.rdfpatch.RDFPatchOps;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.lang.LabelToNode;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.DatasetGraphFactory;
import org.apache.jena.sparql.util.IsoMatcher;

/** RdfPatch BEFORE.nq PATCH AFTER.nq: says "same" where Jena, applying the patch to what was, has what came after. */
public class RdfPatch {
  static DatasetGraph read(String path) {
    DatasetGraph found = DatasetGraphFactory.createTxnMem();
    RDFParser.source(path).lang(Lang.NQUADS).labelToNode(LabelToNode.createUseLabelAsGiven()).parse(found);
    return found;
  }

  public static void main(String[] args) throws Exception {
    DatasetGraph made = read(args[0]);
    try (FileInputStream patch = new FileInputStream(args[1])) {
      RDFPatchOps.applyChange(made, RDFPatchOps.read(patch));
    }
    System.out.println(IsoMatcher.isomorphic(made, read(args[2])) ? "same" : "another");
  }
}
