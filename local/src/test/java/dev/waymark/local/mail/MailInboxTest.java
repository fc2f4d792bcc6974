package dev.waymark.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class MailInboxTest {

    @Test
    void mailIsReadInBothItsPartsByBrowserAndByImap() throws Exception {
        try (var inbox = MailInbox.start(0, 0, Clock.systemUTC())) {
            send(inbox.smtpPort(), "Заказ 10042 принят");

            await().atMost(Duration.ofSeconds(20)).until(() -> inbox.mails().size() == 1);
            var mail = inbox.mails().get(0);
            assertThat(mail.subject()).isEqualTo("Заказ 10042 принят");
            assertThat(mail.from()).isEqualTo("\"Лавка\" <shop@lavka.example>");
            assertThat(mail.to()).isEqualTo("anna@example.com");
            assertThat(mail.text()).contains("Текст");
            assertThat(mail.html()).contains("<p>Разметка</p>");
            assertThat(inbox.mail(mail.id())).contains(mail);
            assertThat(messagesOverImap(inbox.imapPort())).isEqualTo(1);
        }
    }

    private static int messagesOverImap(int port) throws Exception {
        var session = Session.getInstance(new Properties());
        try (var store = session.getStore("imap")) {
            store.connect("127.0.0.1", port, "anna@example.com", "any");
            var folder = store.getFolder("INBOX");
            folder.open(jakarta.mail.Folder.READ_ONLY);
            return folder.getMessageCount();
        }
    }

    private static void send(int port, String subject) throws Exception {
        var properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(port));
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("shop@lavka.example", "Лавка", "UTF-8"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("anna@example.com"));
        message.setSubject(subject, "UTF-8");
        var parts = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText("Текст", "UTF-8");
        parts.addBodyPart(text);
        var html = new MimeBodyPart();
        html.setText("<p>Разметка</p>", "UTF-8", "html");
        parts.addBodyPart(html);
        message.setContent(parts);
        Transport.send(message);
    }
}
