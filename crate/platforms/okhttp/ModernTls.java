// OkHttp 3.x on Java 7 or Android 4.1 to 4.4: a client whose sockets offer TLS 1.2.
// Usage: java ModernTls https://host/path   (okhttp and okio on the class path)
import java.security.KeyStore;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

public class ModernTls {
    public static void main(String[] args) throws Exception {
        // tls-ready: begin
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, trust.getTrustManagers(), null);
        OkHttpClient client = new OkHttpClient.Builder()
                .sslSocketFactory(context.getSocketFactory(), (X509TrustManager) trust.getTrustManagers()[0])
                .connectionSpecs(Collections.singletonList(ConnectionSpec.MODERN_TLS))
                .build();
        // tls-ready: end
        Response response = client.newCall(new Request.Builder().url(args[0]).build()).execute();
        System.out.println(response.body().string());
    }
}
