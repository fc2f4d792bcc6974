package dev.waymark.gateway.web;

import dev.waymark.contract.Channel;
import jakarta.validation.constraints.NotNull;

/** Which address of an order may be written to again: the one on this channel. */
record AddressToLift(@NotNull Channel channel) {}
