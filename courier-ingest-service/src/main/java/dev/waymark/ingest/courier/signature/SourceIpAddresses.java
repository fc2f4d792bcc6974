package dev.waymark.ingest.courier.signature;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.IssuedToken;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.platform.web.Network;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Only the network that a webhook comes from is checked. Any other method can be restricted to networks as well. */
@JsonTypeName("source-addresses")
public record SourceIpAddresses() implements AuthenticationMethod {

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.addresses().isEmpty();
    }

    @Override
    public WebhookVerifier verifier(CourierSecrets secrets, VerificationContext context) {
        return restricted(_ -> Optional.empty(), secrets.addresses());
    }

    /** {@code verifier}, for webhooks from the networks {@code addresses} only. */
    public static WebhookVerifier restricted(WebhookVerifier verifier, List<String> addresses) {
        try {
            return new Restricted(
                    verifier, addresses.stream().map(Network::parse).toList());
        } catch (IllegalArgumentException notANetwork) {
            throw new InvalidCourierSecret("networks such as 192.0.2.0/24");
        }
    }

    private record Restricted(WebhookVerifier verifier, List<Network> networks) implements WebhookVerifier {

        @Override
        public boolean acceptsPath(@Nullable String secretPath) {
            return verifier.acceptsPath(secretPath);
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            return isAllowed(webhook.sourceAddress())
                    ? verifier.verify(webhook)
                    : Optional.of(RejectionReason.SOURCE_IP_NOT_ALLOWED);
        }

        @Override
        public Set<String> signatureHeaders() {
            return verifier.signatureHeaders();
        }

        @Override
        public Optional<IssuedToken> issueToken(String clientId, String clientSecret) {
            return verifier.issueToken(clientId, clientSecret);
        }

        private boolean isAllowed(@Nullable InetAddress source) {
            return source != null && networks.stream().anyMatch(network -> network.contains(source));
        }
    }
}
