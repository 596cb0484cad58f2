// Asks an https endpoint with the defaults of Apache HttpClient 4.x and prints its reply.
// Usage, with the jars of the application in lib:
// javac -cp "lib/*" Probe4.java && java -cp "lib/*:." Probe4 https://host/path
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.util.EntityUtils;

public class Probe4 {
    public static void main(String[] args) throws Exception {
        HttpClient client = HttpClients.createDefault();
        HttpResponse response = client.execute(new HttpGet(args[0]));
        System.out.println(EntityUtils.toString(response.getEntity()));
    }
}
