package dev.waymark.local.mail;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person reads of a MIME message. */
record MailParts(@Nullable String text, @Nullable String html) {

    private static final MailParts NONE = new MailParts(null, null);

    static MailParts of(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return new MailParts(part.getContent().toString(), null);
        }
        if (part.isMimeType("text/html")) {
            return new MailParts(null, part.getContent().toString());
        }
        if (!(part.getContent() instanceof Multipart parts)) {
            return NONE;
        }
        var found = NONE;
        for (var i = 0; i < parts.getCount(); i++) {
            found = found.or(of(parts.getBodyPart(i)));
        }
        return found;
    }

    static List<ReceivedMail.Header> headers(MimeMessage message) throws MessagingException {
        var headers = new ArrayList<ReceivedMail.Header>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.add(new ReceivedMail.Header(header.getName(), decoded(header.getValue())));
        }
        return headers;
    }

    private MailParts or(MailParts other) {
        return new MailParts(text == null ? other.text : text, html == null ? other.html : html);
    }

    private static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }
}
