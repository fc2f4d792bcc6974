package dev.waymark.notifications.sending;

import static java.util.stream.Collectors.toUnmodifiableMap;

import dev.waymark.contract.Channel;
import dev.waymark.platform.Bugs;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRateLimiterMetrics;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.ratelimiter.operator.RateLimiterOperator;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;

/** The channels of this deployment, each with the rate and the circuit breaker of its provider. */
public final class MessageChannels {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** How long a message waits for its turn before it is put back. */
    private static final Duration TURN = Duration.ofSeconds(10);

    private static final int CALLS_TO_TRY = 3;

    private final Map<Channel, Provider> providers;
    private final NotificationMetrics metrics;
    private final Duration pause;

    private record Provider(MessageChannel channel, CircuitBreaker breaker, Optional<RateLimiter> rate) {}

    /** A call that ended. */
    private record Call(DeliveryResult result, boolean begun) {

        /** Whether it says something of the provider, not of the message. */
        boolean isProvidersFailure() {
            return switch (result) {
                case DeliveryResult.Partly(var _, var rest) -> new Call(rest, begun).isProvidersFailure();
                case DeliveryResult.Accepted _, DeliveryResult.Rejected _, DeliveryResult.Undeliverable _ -> false;
                case DeliveryResult.Unavailable(var reason, var _) ->
                    !begun && !reason.equals(DeliveryResult.Unavailable.BUSY);
                case DeliveryResult.SenderRefused _, DeliveryResult.Unknown _ -> true;
            };
        }
    }

    public MessageChannels(
            Collection<MessageChannel> channels,
            ProviderSettings settings,
            MeterRegistry meters,
            NotificationMetrics metrics) {
        var breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.calls())
                .minimumNumberOfCalls(settings.calls())
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(CALLS_TO_TRY)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .recordResult(call -> call instanceof Call ended && ended.isProvidersFailure())
                .build());
        var rates = RateLimiterRegistry.ofDefaults();
        this.providers = channels.stream().collect(toUnmodifiableMap(MessageChannel::channel, channel -> {
            var name = channel.channel().name().toLowerCase(Locale.ROOT);
            var rate = Optional.ofNullable(settings.messagesPerSecond().get(channel.channel()))
                    .map(perSecond -> rates.rateLimiter(name, rate(perSecond)));
            return new Provider(channel, breakers.circuitBreaker(name), rate);
        }));
        this.metrics = metrics;
        this.pause = settings.pause();
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
        TaggedRateLimiterMetrics.ofRateLimiterRegistry(rates).bindTo(meters);
    }

    private static RateLimiterConfig rate(int perSecond) {
        return RateLimiterConfig.custom()
                .limitForPeriod(perSecond)
                .limitRefreshPeriod(SECOND)
                .timeoutDuration(TURN)
                .build();
    }

    /** Those that messages can be sent by. */
    public Set<Channel> enabled() {
        return providers.keySet();
    }

    /** Whether {@code channel}'s provider has failed so often that it is left alone for a while. */
    boolean isPaused(Channel channel) {
        return provider(channel).breaker().getState() == CircuitBreaker.State.OPEN;
    }

    /** Sends {@code message} by the channel of its record, and counts the result. */
    Mono<DeliveryResult> send(MessageRecord record, Message message, Mono<Boolean> begin) {
        var provider = provider(record.channel());
        var sending = message.isAwaited()
                ? call(provider, message, begin, new AtomicBoolean())
                : sparing(provider, message, begin);
        return sending.doOnNext(result -> metrics.sent(record, result));
    }

    private Mono<DeliveryResult> sparing(Provider provider, Message message, Mono<Boolean> begin) {
        var begun = new AtomicBoolean();
        var call = call(provider, message, begin, begun)
                .map(result -> new Call(result, begun.get()))
                .transformDeferred(CircuitBreakerOperator.of(provider.breaker()));
        return provider.rate()
                .map(rate -> call.transformDeferred(RateLimiterOperator.of(rate)))
                .orElse(call)
                .map(Call::result)
                .onErrorReturn(RequestNotPermitted.class, DeliveryResult.Unavailable.busy())
                .onErrorReturn(
                        CallNotPermittedException.class, new DeliveryResult.Unavailable("provider-paused", pause));
    }

    /** A bug shows at each try: what was not begun is never sent, and of what was begun nobody knows. Neither is the provider's fault. */
    private Mono<DeliveryResult> call(Provider provider, Message message, Mono<Boolean> begin, AtomicBoolean begun) {
        var channel = provider.channel();
        return Mono.defer(() -> channel.send(message, begin.doOnNext(begun::set)))
                .onErrorResume(Bugs::isBug, bug -> {
                    metrics.interrupted(channel.channel(), bug);
                    var reason = Bugs.reason(bug);
                    return Mono.just(
                            begun.get() ? new DeliveryResult.Unknown(reason) : new DeliveryResult.Rejected(reason));
                });
    }

    private Provider provider(Channel channel) {
        var provider = providers.get(channel);
        if (provider == null) {
            throw new IllegalStateException("No channel for " + channel);
        }
        return provider;
    }
}
