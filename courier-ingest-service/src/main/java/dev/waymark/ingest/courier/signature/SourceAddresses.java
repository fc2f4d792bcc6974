package dev.waymark.ingest.courier.signature;

import dev.waymark.ingest.courier.Authenticator;
import dev.waymark.ingest.courier.IssuedToken;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.Refusal;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Only the network that a webhook comes from tells it from others'. Any other kind can be narrowed so as well. */
public record SourceAddresses() implements Authentication {

    @Override
    public boolean isUsableWith(CourierSecrets secrets) {
        return !secrets.addresses().isEmpty();
    }

    @Override
    public Authenticator with(CourierSecrets secrets, Means means) {
        return narrowed(new Anybody(), secrets.addresses());
    }

    /** {@code authenticator}, for webhooks from {@code addresses} only. */
    public static Authenticator narrowed(Authenticator authenticator, List<String> addresses) {
        return new Narrowed(
                authenticator, addresses.stream().map(Network::parse).toList());
    }

    private record Anybody() implements Authenticator {

        @Override
        public Optional<Refusal> refusal(ReceivedWebhook webhook) {
            return Optional.empty();
        }

        @Override
        public Set<String> provingHeaders() {
            return Set.of();
        }
    }

    private record Narrowed(Authenticator proof, List<Network> networks) implements Authenticator {

        @Override
        public boolean answersAt(@Nullable String secretPath) {
            return proof.answersAt(secretPath);
        }

        @Override
        public Optional<Refusal> refusal(ReceivedWebhook webhook) {
            return comesFromThere(webhook.sender()) ? proof.refusal(webhook) : Optional.of(Refusal.SENDER_FOREIGN);
        }

        @Override
        public Set<String> provingHeaders() {
            return proof.provingHeaders();
        }

        @Override
        public Optional<IssuedToken> token(String clientId, String clientSecret) {
            return proof.token(clientId, clientSecret);
        }

        private boolean comesFromThere(@Nullable InetAddress sender) {
            return sender != null && networks.stream().anyMatch(network -> network.contains(sender));
        }
    }
}
