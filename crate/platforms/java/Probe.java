// Asks an https endpoint with this Java's defaults and prints its reply.
// Usage: javac Probe.java && java Probe https://host/path   (Java 5 and later)
import java.io.InputStream;
import java.net.URL;
import java.util.Scanner;
import javax.net.ssl.HttpsURLConnection;

public class Probe {
    public static void main(String[] args) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(args[0]).openConnection();
        connection.setConnectTimeout(15000);
        connection.setReadTimeout(15000);
        InputStream stream =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        System.out.println(new Scanner(stream, "UTF-8").useDelimiter("\\A").next());
    }
}
