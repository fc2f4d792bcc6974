package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.IssuedToken;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Only the network that a webhook comes from tells it from others'. Any other kind can be narrowed so as well. */
public record SourceIpAddresses() implements AuthenticationMethod {

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.addresses().isEmpty();
    }

    @Override
    public WebhookVerifier with(CourierSecrets secrets, VerificationContext means) {
        return narrowed(new Anybody(), secrets.addresses());
    }

    /** {@code authenticator}, for webhooks from {@code addresses} only. */
    public static WebhookVerifier narrowed(WebhookVerifier authenticator, List<String> addresses) {
        return new Narrowed(
                authenticator, addresses.stream().map(Network::parse).toList());
    }

    private record Anybody() implements WebhookVerifier {

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            return Optional.empty();
        }

        @Override
        public Set<String> signatureHeaders() {
            return Set.of();
        }
    }

    private record Narrowed(WebhookVerifier proof, List<Network> networks) implements WebhookVerifier {

        @Override
        public boolean acceptsPath(@Nullable String secretPath) {
            return proof.acceptsPath(secretPath);
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            return comesFromThere(webhook.sender())
                    ? proof.verify(webhook)
                    : Optional.of(RejectionReason.SOURCE_IP_NOT_ALLOWED);
        }

        @Override
        public Set<String> signatureHeaders() {
            return proof.signatureHeaders();
        }

        @Override
        public Optional<IssuedToken> issueToken(String clientId, String clientSecret) {
            return proof.issueToken(clientId, clientSecret);
        }

        private boolean comesFromThere(@Nullable InetAddress sender) {
            return sender != null && networks.stream().anyMatch(network -> network.contains(sender));
        }
    }
}
