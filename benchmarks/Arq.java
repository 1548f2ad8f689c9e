// Answers SPARQL with Apache Jena: java -cp JARS benchmarks/Arq.java DATA [ref]. A line in is a query in base64, a line out
// its results in base64, or ! and an error. With ref by Jena's reference engine, which does what the algebra says and no more.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.jena.query.*;
import org.apache.jena.riot.RDFDataMgr;

class Arq {
  public static void main(String[] args) throws IOException {
    if (args.length > 1) org.apache.jena.sparql.engine.ref.QueryEngineRef.register();
    Dataset data = RDFDataMgr.loadDataset(args[0]);
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    for (String line; (line = in.readLine()) != null; ) {
      String text = new String(Base64.getDecoder().decode(line), StandardCharsets.UTF_8);
      try (QueryExecution run = QueryExecution.dataset(data).query(text).timeout(20000).build()) {
        var json = new ByteArrayOutputStream();
        if (run.getQuery().isAskType()) ResultSetFormatter.outputAsJSON(json, run.execAsk());
        else if (run.getQuery().isSelectType()) ResultSetFormatter.outputAsJSON(json, run.execSelect());
        else org.apache.jena.riot.RDFDataMgr.write(json, run.execConstruct(), org.apache.jena.riot.Lang.NTRIPLES);
        out.println(Base64.getEncoder().encodeToString(json.toByteArray()));
      } catch (Exception err) {
        out.println("! " + String.valueOf(err).replace('\n', ' '));
      }
    }
  }
}
