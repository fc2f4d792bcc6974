package dev.waymark.notifications.telegram;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SentParts;
import io.micrometer.observation.ObservationRegistry;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.core.codec.CodecException;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Telegram messages by the Bot API's {@code sendMessage}; an address is a chat id. Only where a bot is configured. */
@Component
@ConditionalOnProperty("waymark.notifications.telegram.token")
final class TelegramChannel implements MessageChannel {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(5);

    private final WebClient bot;
    private final Duration timeout;
    private final MessageTemplates templates;
    private final Clock clock;

    /** The limit holds for the whole bot, so one 429 delays every message. */
    private volatile Instant limitedUntil = Instant.EPOCH;

    TelegramChannel(WebClient.Builder client, TelegramSettings settings, MessageTemplates templates, Clock clock) {
        // Not observed: traces would record the URL, which contains the token.
        this.bot = client.clone()
                .observationRegistry(ObservationRegistry.NOOP)
                .baseUrl(settings.baseUrl() + "/bot" + settings.token())
                .build();
        this.timeout = settings.timeout();
        this.templates = templates;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.TELEGRAM;
    }

    @Override
    public Mono<DeliveryResult> send(Message message, Mono<Boolean> begin) {
        return Mono.fromCallable(() -> parts(message))
                .flatMap(parts -> begin.filter(Boolean::booleanValue)
                        .flatMap(_ -> send(
                                message.address(),
                                parts,
                                message.parts().of(Digests.of(parts.toArray(String[]::new)), parts.size()))));
    }

    private List<String> parts(Message message) {
        return TelegramTexts.split(TelegramTexts.text(templates.model(message, Channel.TELEGRAM)));
    }

    /** Only the parts that Telegram does not have: the whole again would duplicate the others. */
    private Mono<DeliveryResult> send(String chatId, List<String> parts, SentParts sent) {
        return sent.next()
                .map(number -> sendMessage(chatId, parts.get(number - 1)).flatMap(result -> switch (result) {
                    case DeliveryResult.Accepted _ -> send(chatId, parts, sent.with(number, ""));
                    case DeliveryResult.Partly _,
                            DeliveryResult.Rejected _,
                            DeliveryResult.Undeliverable _,
                            DeliveryResult.Unavailable _,
                            DeliveryResult.SenderRefused _,
                            DeliveryResult.Unknown _ ->
                        Mono.just(sent.isEmpty() ? result : new DeliveryResult.Partly(sent, result));
                }))
                .orElseGet(() -> Mono.just(new DeliveryResult.Accepted(parts.size())));
    }

    private Mono<DeliveryResult> sendMessage(String chatId, String text) {
        var now = clock.instant();
        if (now.isBefore(limitedUntil)) {
            return Mono.just(new DeliveryResult.Unavailable("telegram-429", Duration.between(now, limitedUntil)));
        }
        return bot.post()
                .uri("/sendMessage")
                .bodyValue(Map.of("chat_id", chatId, "text", text, "link_preview_options", Map.of("is_disabled", true)))
                .exchangeToMono(this::result)
                .timeout(timeout)
                .onErrorResume(TelegramChannel::isCallFailure, failure -> Mono.just(withoutAnswer(failure)));
    }

    private Mono<DeliveryResult> result(ClientResponse response) {
        var status = response.statusCode().value();
        var reason = "telegram-" + status;
        if (status == 429) {
            return response.bodyToMono(JsonNode.class).map(body -> limited(reason, body));
        }
        return response.releaseBody()
                .thenReturn(
                        switch (status) {
                            // No such chat, or a text that is not taken.
                            case 400 -> new DeliveryResult.Rejected(reason);
                            // Its owner has blocked the bot.
                            case 403 -> new DeliveryResult.Undeliverable(reason);
                            // Our token is wrong, which is no property of the message.
                            case 401, 404 -> new DeliveryResult.SenderRefused(reason);
                            default ->
                                response.statusCode().is2xxSuccessful()
                                        ? new DeliveryResult.Accepted(1)
                                        : new DeliveryResult.Unknown(reason);
                        });
    }

    private DeliveryResult limited(String reason, JsonNode body) {
        var seconds = body.at("/parameters/retry_after").asLong(DEFAULT_RETRY_AFTER.toSeconds());
        var retryAfter = Duration.ofSeconds(seconds);
        limitedUntil = clock.instant().plus(retryAfter);
        return new DeliveryResult.Unavailable(reason, retryAfter);
    }

    private static boolean isCallFailure(Throwable failure) {
        return failure instanceof WebClientException
                || failure instanceof TimeoutException
                || failure instanceof CodecException;
    }

    private static DeliveryResult withoutAnswer(Throwable failure) {
        return switch (failure.getCause()) {
            case ConnectException _, UnknownHostException _ -> new DeliveryResult.Unavailable("telegram-connect");
            case null, default -> new DeliveryResult.Unknown("telegram-no-answer");
        };
    }
}
