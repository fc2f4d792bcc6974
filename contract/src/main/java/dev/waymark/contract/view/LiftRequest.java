package dev.waymark.contract.view;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.waymark.contract.Channel;

/**
 * Lifts the suppression of an address.
 *
 * @param channel whose address may be written to again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LiftRequest(Channel channel) {}
