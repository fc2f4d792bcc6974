package dev.waymark.notifications.email;

import dev.waymark.platform.LoopbackHost;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.util.Properties;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The mail server and how it is talked to. */
final class SmtpServer {

    private final JavaMailSenderImpl server;
    private final SmtpSettings settings;
    private final String protocol;
    private final Properties properties = new Properties();

    SmtpServer(JavaMailSenderImpl server, SmtpSettings settings, String senderDomain) {
        this.server = server;
        this.settings = settings;
        this.protocol = server.getProtocol() == null ? JavaMailSenderImpl.DEFAULT_PROTOCOL : server.getProtocol();
        properties.putAll(server.getJavaMailProperties());
        property("localhost", settings.hostName() == null ? senderDomain : settings.hostName());
        property("connectiontimeout", String.valueOf(settings.connectTimeout().toMillis()));
        property("timeout", String.valueOf(settings.commandTimeout().toMillis()));
        property("writetimeout", String.valueOf(settings.writeTimeout().toMillis()));
        encrypt();
    }

    /** A mail holds an address, a link and at times a code: off this machine none of it goes in clear unless somebody says so. */
    private void encrypt() {
        var isTls = "smtps".equals(protocol) || Boolean.parseBoolean(properties.getProperty(name("ssl.enable")));
        property("starttls.enable", "true");
        var isWanted = Boolean.parseBoolean(properties.getProperty(name("starttls.enable")));
        property("starttls.required", String.valueOf(isWanted && !isTls && !LoopbackHost.isLoopback(server.getHost())));
    }

    /** What is configured under Jakarta Mail's own name goes first. */
    private void property(String name, String value) {
        properties.putIfAbsent(name(name), value);
    }

    private String name(String property) {
        return "mail." + protocol + "." + property;
    }

    /** In which a message is composed. */
    Session session(boolean utf8) {
        return Session.getInstance(properties(utf8));
    }

    SmtpDialogue dialogue(boolean utf8) {
        return new SmtpDialogue(protocol, properties(utf8), settings);
    }

    void connect(SmtpDialogue dialogue) throws MessagingException {
        dialogue.connect(server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    }

    private Properties properties(boolean utf8) {
        var own = new Properties();
        own.putAll(properties);
        own.setProperty("mail.mime.allowutf8", Boolean.toString(utf8));
        return own;
    }
}
