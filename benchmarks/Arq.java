// Answers SPARQL with Apache Jena, as a third opinion: java -cp JARS benchmarks/Arq.java DATA, one query a line in, one
// line of JSON results out. Line breaks of the results are taken out.
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.jena.query.*;
import org.apache.jena.riot.RDFDataMgr;

class Arq {
  public static void main(String[] args) throws IOException {
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
