package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.Authentication;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HMAC-SHA256 over the raw body, hexadecimal, in one header. Without a signed time there is no replay window. */
final class HmacScheme implements SignatureScheme {

    private final String header;
    private final String prefix;
    private final HmacKeys keys;

    HmacScheme(Authentication.Hmac declared, List<String> secrets) {
        header = declared.header().toLowerCase(Locale.ROOT);
        prefix = declared.prefix();
        keys = new HmacKeys(
                secrets.stream().map(secret -> key(secret, declared.secret())).toList());
    }

    @Override
    public boolean answersAt(@Nullable String secretPath) {
        return secretPath == null;
    }

    @Override
    public Optional<Refusal> refusal(ReceivedWebhook webhook) {
        var printed = webhook.header(header);
        if (printed == null) {
            return Optional.of(Refusal.SIGNATURE_MISSING);
        }
        return isSigned(printed.strip(), webhook.body()) ? Optional.empty() : Optional.of(Refusal.SIGNATURE_WRONG);
    }

    @Override
    public Set<String> provingHeaders() {
        return Set.of(header);
    }

    private boolean isSigned(String printed, byte[] body) {
        if (!printed.startsWith(prefix)) {
            return false;
        }
        try {
            return keys.anySigned(HexFormat.of().parseHex(printed, prefix.length(), printed.length()), body);
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }

    private static byte[] key(String secret, Authentication.SecretForm form) {
        return switch (form) {
            case TEXT -> secret.getBytes(UTF_8);
            case NFKD -> Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(UTF_8);
        };
    }
}
