// Asks an https endpoint with OkHttp's defaults and prints its reply.
// Usage, with the jars of the application in lib:
// javac -cp "lib/*" Probe.java && java -cp "lib/*:." Probe https://host/path
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class Probe {
    public static void main(String[] args) throws Exception {
        OkHttpClient client = new OkHttpClient();
        Response response = client.newCall(new Request.Builder().url(args[0]).build()).execute();
        System.out.println(response.body().string());
    }
}
