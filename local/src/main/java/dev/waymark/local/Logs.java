package dev.waymark.local;

import java.nio.file.Path;

/** Where the log goes: one file for the whole JVM, so that the terminal stays for people. */
public final class Logs {

    private Logs() {}

    /** Must come before the first logger is made. */
    public static void to(Path folder) {
        System.getProperties().putIfAbsent("waymark.logs", folder.toString());
        System.getProperties().putIfAbsent("logback.configurationFile", "local/logback.xml");
        // Four Spring Boots in one JVM would each set logging up anew, the last one for all of them.
        System.getProperties().putIfAbsent("org.springframework.boot.logging.LoggingSystem", "none");
    }
}
