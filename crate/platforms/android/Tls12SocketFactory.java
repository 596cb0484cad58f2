// Android 4.1 to 4.4 (API 16 to 19): sockets that offer TLS 1.2. Plain Java, no other library.
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URL;
import java.util.Scanner;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

public final class Tls12SocketFactory extends SSLSocketFactory {
    private final SSLSocketFactory base;

    // Once, before the first connection, where Build.VERSION.SDK_INT is 16 to 19.
    public static void install() throws Exception {
        // tls-ready: begin
        // The class Tls12SocketFactory is in the file below.
        HttpsURLConnection.setDefaultSSLSocketFactory(new Tls12SocketFactory());
        // tls-ready: end
    }

    // Off the main thread: installs it and prints an endpoint's reply.
    public static void main(String[] args) throws Exception {
        install();
        HttpsURLConnection connection = (HttpsURLConnection) new URL(args[0]).openConnection();
        System.out.println(new Scanner(connection.getInputStream(), "UTF-8").useDelimiter("\\A").next());
    }

    public Tls12SocketFactory() throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.2");
        context.init(null, null, null);
        base = context.getSocketFactory();
    }

    private static Socket on(Socket socket) {
        if (socket instanceof SSLSocket) {
            ((SSLSocket) socket).setEnabledProtocols(new String[] {"TLSv1.2"});
        }
        return socket;
    }

    @Override public String[] getDefaultCipherSuites() { return base.getDefaultCipherSuites(); }
    @Override public String[] getSupportedCipherSuites() { return base.getSupportedCipherSuites(); }
    @Override public Socket createSocket() throws IOException { return on(base.createSocket()); }

    @Override public Socket createSocket(Socket s, String host, int port, boolean close) throws IOException {
        return on(base.createSocket(s, host, port, close));
    }

    @Override public Socket createSocket(String host, int port) throws IOException {
        return on(base.createSocket(host, port));
    }

    @Override public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return on(base.createSocket(host, port, local, localPort));
    }

    @Override public Socket createSocket(InetAddress host, int port) throws IOException {
        return on(base.createSocket(host, port));
    }

    @Override public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return on(base.createSocket(host, port, local, localPort));
    }
}
