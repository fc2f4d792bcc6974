package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonAlias;
import dev.waymark.contract.Channel;
import java.time.Instant;

/**
 * New links in place of an expired one.
 *
 * @param contact holds the new links
 * @param channel the channel by which the expired link was sent
 * @param until the earliest moment at which the new links expire
 */
public record RenewedLink(
        ContactAnswer contact, @JsonAlias("cameBy") Channel channel, Instant until) {}
