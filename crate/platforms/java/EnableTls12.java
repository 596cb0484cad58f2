// One HttpsURLConnection over TLS 1.2, for Java 7 (and 6 from update 121).
// Usage: javac EnableTls12.java && java EnableTls12 https://host/path
import java.io.InputStream;
import java.util.Scanner;
// tls-ready: begin
import java.net.URL;
import java.security.SecureRandom;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
// tls-ready: end

public class EnableTls12 {
    public static void main(String[] args) throws Exception {
        String url = args[0];
        // tls-ready: begin
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, null, new SecureRandom());
        HttpsURLConnection connection = (HttpsURLConnection) new URL(url).openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        // tls-ready: end
        connection.setConnectTimeout(15000);
        connection.setReadTimeout(15000);
        InputStream stream = connection.getInputStream();
        System.out.println(new Scanner(stream, "UTF-8").useDelimiter("\\A").next());
    }
}
