package dev.waymark.orders.people;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a person sees who has proved to hold contacts of an order.
 *
 * @param singleContact how long after an order one of its contacts is enough to see it: phone numbers are given away and
 *     used again
 */
@Validated
@ConfigurationProperties("waymark.orders.owners")
public record OwnerSettings(@NotNull @DefaultValue("180d") Duration singleContact) {}
