// Asks an https endpoint with this Java's defaults and prints its reply.
// Usage: java Client https://host/path   (compiled for Java 8)
import java.net.URL;
import java.util.Scanner;

public class Client {
    public static void main(String[] args) throws Exception {
        System.out.println(new Scanner(new URL(args[0]).openStream(), "UTF-8").useDelimiter("\\A").next());
    }
}
