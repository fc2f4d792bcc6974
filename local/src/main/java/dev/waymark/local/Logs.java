package dev.waymark.local;

import java.nio.file.Path;

/** Where the log goes: one file for the whole JVM, so that the terminal stays for people. */
final class Logs {

    private Logs() {}

    /** Must come before the first logger is made. */
    static void to(Path folder) {
        setIfAbsent("waymark.logs", folder.toString());
        setIfAbsent("logback.configurationFile", "local/logback.xml");
        // Four Spring Boots in one JVM would each set logging up anew, the last one for all of them.
        setIfAbsent("org.springframework.boot.logging.LoggingSystem", "none");
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
