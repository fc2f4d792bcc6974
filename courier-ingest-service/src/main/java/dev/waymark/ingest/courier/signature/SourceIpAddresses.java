package dev.waymark.ingest.courier.signature;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.WebhookVerifier;
import dev.waymark.platform.web.Network;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Only the network that a webhook comes from is checked. Any other method can be restricted to networks as well. */
@JsonTypeName("source-addresses")
public record SourceIpAddresses() implements AuthenticationMethod {

    @Override
    public boolean isUsableWith(CourierCredentials credentials) {
        return !credentials.addresses().isEmpty();
    }

    @Override
    public WebhookVerifier verifier(CourierCredentials credentials, VerificationContext context) {
        var isFromNetwork = from(credentials.addresses());
        return webhook ->
                isFromNetwork.test(webhook) ? Optional.empty() : Optional.of(RejectionReason.SOURCE_IP_NOT_ALLOWED);
    }

    /** Whether a webhook comes from one of the networks {@code addresses}. */
    public static Predicate<ReceivedWebhook> from(List<String> addresses) {
        try {
            var networks = addresses.stream().map(Network::parse).toList();
            return webhook -> {
                var source = webhook.sourceAddress();
                return source != null && networks.stream().anyMatch(network -> network.contains(source));
            };
        } catch (IllegalArgumentException _) {
            throw new InvalidCourierSecret("networks such as 192.0.2.0/24");
        }
    }
}
