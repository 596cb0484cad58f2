// Asks an https endpoint with the defaults of Apache HttpClient 5.x and prints its reply.
// Usage, with the jars of the application in lib:
// javac -cp "lib/*" Probe5.java && java -cp "lib/*:." Probe5 https://host/path
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

public class Probe5 {
    public static void main(String[] args) throws Exception {
        CloseableHttpClient client = HttpClients.createDefault();
        CloseableHttpResponse response = client.execute(new HttpGet(args[0]));
        System.out.println(EntityUtils.toString(response.getEntity()));
    }
}
