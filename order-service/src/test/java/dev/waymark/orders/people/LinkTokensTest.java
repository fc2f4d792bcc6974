package dev.waymark.orders.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class LinkTokensTest {

    private static final OrderId ORDER = OrderId.of(new OrderNumber("10042"));

    private final LinkTokens tokens = new LinkTokens(new LinkSettings(
            new Base64Key(Base64.getEncoder().encodeToString(new byte[32])), "/t/", Duration.ofDays(90)));

    @Test
    void linksThatWereSentStayValid() {
        assertThat(tokens.token(ORDER, 0, Channel.EMAIL)).isEqualTo("4EQbGEvzVJVxXevl4Fgs2l");
        assertThat(tokens.token(ORDER, 0, Channel.SMS)).isEqualTo("VcLOHO4JtmffZDws");
        assertThat(tokens.renewed(ORDER, 0, LocalDate.parse("2027-05-12")))
                .containsEntry(Channel.EMAIL, "iyewMh6olHgVwhVvoI5CTW");
    }

    @Test
    void tokenTellsItsChannel() {
        assertThat(tokens.current(ORDER, 0))
                .hasSize(Channel.values().length)
                .allSatisfy((channel, token) ->
                        assertThat(LinkTokens.channel(token)).isEqualTo(channel));
    }

    @Test
    void eachGenerationHasLinksOfItsOwnAndTheLastEightAreKnown() {
        assertThat(tokens.current(ORDER, 1).values())
                .doesNotContainAnyElementsOf(tokens.current(ORDER, 0).values());
        assertThat(tokens.hashes(ORDER, 7))
                .contains(LinkTokens.hashed(tokens.token(ORDER, 0, Channel.EMAIL)))
                .hasSize(8 * (Channel.values().length + 1));
        assertThat(tokens.hashes(ORDER, 8))
                .doesNotContain(LinkTokens.hashed(tokens.token(ORDER, 0, Channel.EMAIL)))
                .hasSize(8 * (Channel.values().length + 1));
    }

    @Test
    void linkOfTheShopIsNoChannelsAndEndsWithTheOthers() {
        var link = tokens.shopLink(ORDER, 0);
        var token = link.url().substring("/t/".length());

        assertThat(Channel.values())
                .allSatisfy(channel -> assertThat(token.length()).isNotEqualTo(channel.linkTokenLength()));
        assertThat(tokens.current(ORDER, 0)).doesNotContainValue(token);
        assertThat(tokens.isCurrent(ORDER, 0, token)).isTrue();
        assertThat(tokens.isCurrent(ORDER, 1, token)).isFalse();
        assertThat(tokens.hashes(ORDER, 1)).contains(LinkTokens.hashed(token));
        assertThat(link).asString().doesNotContain(token);
    }

    @Test
    void tokenCannotBeGuessed() {
        assertThat(Channel.values())
                .allSatisfy(channel -> assertThat(channel.linkTokenLength()).isBetween(16, 40));
    }
}
