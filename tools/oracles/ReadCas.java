import java.io.BufferedInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/** Reads each CAS with the type system, strictly, and the text of every annotation; ends badly on the first fault. */
public class ReadCas {
  public static void main(String[] args) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(new File(args[0])));
    for (int i = 1; i < args.length; i++) {
      CAS cas = CasCreationUtils.createCas(types, null, null);
      try (InputStream in = new BufferedInputStream(new FileInputStream(args[i]))) {
        XmiCasDeserializer.deserialize(in, cas, false);
      }
      int read = 0;
      for (AnnotationFS one : cas.getAnnotationIndex()) {
        if (one.getBegin() > one.getEnd()) throw new IllegalStateException(args[i] + ": reversed");
        one.getCoveredText();
        read++;
      }
      if (read < 2) throw new IllegalStateException(args[i] + ": no annotations");
    }
  }
}
