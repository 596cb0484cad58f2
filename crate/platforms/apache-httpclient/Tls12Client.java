// Apache HttpClient 4.3 to 4.5 on a Java whose TLS 1.2 is switched off: one client that offers TLS 1.2.
// Usage: java Tls12Client https://host/path   (httpclient, httpcore and commons-logging on the class path)
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.conn.ssl.SSLConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.ssl.SSLContexts;
import org.apache.http.util.EntityUtils;

public class Tls12Client {
    public static void main(String[] args) throws Exception {
        // tls-ready: begin
        CloseableHttpClient client = HttpClients.custom()
                .setSSLSocketFactory(new SSLConnectionSocketFactory(
                        SSLContexts.createDefault(),
                        new String[] {"TLSv1.2"},
                        null,
                        SSLConnectionSocketFactory.getDefaultHostnameVerifier()))
                .build();
        // tls-ready: end
        CloseableHttpResponse response = client.execute(new HttpGet(args[0]));
        System.out.println(EntityUtils.toString(response.getEntity()));
    }
}
