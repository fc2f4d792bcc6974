package dev.waymark.contract.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order, or some of it.
 *
 * @param line its position among the order's items, from 1
 * @param quantity how many of it; all of it when absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderLine(int line, @Nullable Integer quantity) {}
