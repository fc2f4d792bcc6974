package dev.waymark.local;

import jakarta.mail.BodyPart;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** A customer's mailbox, read over IMAP as a mail program does. */
record Mailbox(int imapPort, String address) {

    record Mail(String subject, String text) {}

    List<Mail> mails() {
        try (var store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", imapPort, address, address);
            var folder = store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            var mails = new ArrayList<Mail>();
            for (var message : folder.getMessages()) {
                mails.add(new Mail(message.getSubject(), text(message)));
            }
            return mails;
        } catch (jakarta.mail.AuthenticationFailedException noMailYet) {
            return List.of();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Message message) throws MessagingException, IOException {
        return message.getContent() instanceof Multipart parts ? text(parts) : String.valueOf(message.getContent());
    }

    private static String text(Multipart parts) throws MessagingException, IOException {
        var all = new StringBuilder();
        for (var i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType("text/plain")) {
                all.append(part.getContent());
            } else if (part.getContent() instanceof Multipart inner) {
                all.append(text(inner));
            }
        }
        return all.toString();
    }
}
