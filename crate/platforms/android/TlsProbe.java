// Asks an https endpoint with this device's defaults and returns its reply.
// Call it in the app, off the main thread: TlsProbe.ask("https://host/path")
import java.io.InputStream;
import java.net.URL;
import java.util.Scanner;
import javax.net.ssl.HttpsURLConnection;

public final class TlsProbe {
    public static String ask(String url) throws Exception {
        HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
        connection.setConnectTimeout(15000);
        connection.setReadTimeout(15000);
        InputStream stream =
                connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
        return new Scanner(stream, "UTF-8").useDelimiter("\\A").next();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(ask(args[0]));
    }
}
