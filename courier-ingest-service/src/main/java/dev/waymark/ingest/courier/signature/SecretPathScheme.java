package dev.waymark.ingest.courier.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An address that nobody can guess. */
final class SecretPathScheme implements SignatureScheme {

    /** Some 120 bits when drawn at random from these letters. */
    private static final Pattern UNGUESSABLE = Pattern.compile("[A-Za-z0-9_-]{20,128}");

    private final List<byte[]> paths;

    SecretPathScheme(List<String> paths) {
        if (!paths.stream().allMatch(path -> UNGUESSABLE.matcher(path).matches())) {
            throw new CourierSecretUnusable("a path of 20..128 letters, digits, - and _");
        }
        this.paths = paths.stream().map(path -> path.getBytes(UTF_8)).toList();
    }

    @Override
    public boolean answersAt(@Nullable String secretPath) {
        var tried = secretPath == null ? new byte[0] : secretPath.getBytes(UTF_8);
        var found = false;
        for (var path : paths) {
            // Constant time: a plain equals tells an attacker how many leading bytes were right.
            found |= MessageDigest.isEqual(path, tried);
        }
        return found;
    }

    @Override
    public Optional<Refusal> refusal(ReceivedWebhook webhook) {
        return answersAt(webhook.secretPath()) ? Optional.empty() : Optional.of(Refusal.COURIER_UNKNOWN);
    }

    @Override
    public Set<String> provingHeaders() {
        return Set.of();
    }
}
