package dev.waymark.notifications.web;

import static org.springframework.http.HttpStatus.ACCEPTED;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waymark.contract.Channel;
import dev.waymark.contract.Problem;
import dev.waymark.contract.view.RequestedMessage;
import dev.waymark.contract.view.SentMessage.Outcome;
import dev.waymark.notifications.sending.DeliveryResult;
import dev.waymark.notifications.sending.RequestedMessageSender;
import dev.waymark.platform.web.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sends what a person requested; answers what became of it, so far as that is known while somebody waits. */
@RestController
class RequestedMessagesController {

    private final RequestedMessageSender sender;

    RequestedMessagesController(RequestedMessageSender sender) {
        this.sender = sender;
    }

    /** A sign-in code. */
    @PostMapping("/internal/codes")
    @ResponseStatus(ACCEPTED)
    Mono<RequestedMessage> sendCode(@Valid @RequestBody CodeRequest request) {
        return sender.sendCode(
                        request.channel(),
                        request.to(),
                        request.code(),
                        request.language(),
                        Duration.ofMinutes(request.validMinutes()))
                .map(RequestedMessagesController::answer);
    }

    /** A new link in place of an expired one. The answer does not reveal whether there was a recipient. */
    @PostMapping("/internal/links")
    @ResponseStatus(ACCEPTED)
    Mono<RequestedMessage> sendLink(@Valid @RequestBody LinkRequest request) {
        return sender.sendRenewedLink(request.token())
                .map(RequestedMessagesController::answer)
                .defaultIfEmpty(new RequestedMessage(Outcome.SENT));
    }

    private static RequestedMessage answer(DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Accepted _ -> new RequestedMessage(Outcome.SENT);
            // It may be on its way: whoever is told that it is not asks for another, and gets two.
            case DeliveryResult.Unknown _ -> new RequestedMessage(Outcome.UNCERTAIN);
            case DeliveryResult.Partly(var _, var rest) -> answer(rest);
            case DeliveryResult.Rejected _,
                    DeliveryResult.Undeliverable _,
                    DeliveryResult.Unavailable _,
                    DeliveryResult.SenderRefused _ -> throw ProblemException.of(Problem.PROVIDER_UNAVAILABLE);
        };
    }

    /** @param to an e-mail address, or a number in E.164 */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record CodeRequest(
            @NotNull Channel channel,
            @NotBlank @Size(max = 254) String to,
            @NotNull @Pattern(regexp = "[0-9]{4,10}") String code,
            @NotBlank @Size(max = 35) String language,
            @NotNull @Min(1) @Max(60) Integer validMinutes) {

        /** Bean validation calls this even when a component is missing. */
        @AssertTrue(message = "is no address of this channel")
        public boolean isAddressOfChannel() {
            return channel == null || to == null || channel.isAddress(to);
        }

        /** Without the address and the code. */
        @Override
        public String toString() {
            return "CodeRequest[" + channel + "]";
        }
    }

    /** @param token of the expired link */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record LinkRequest(
            @NotNull @Pattern(regexp = "[0-9A-Za-z]{16,64}") String token) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "LinkRequest[]";
        }
    }
}
