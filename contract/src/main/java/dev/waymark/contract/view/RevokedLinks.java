package dev.waymark.contract.view;

import dev.waymark.contract.OrderNumber;

/** The links of an order that were sent so far open it no longer. */
public record RevokedLinks(OrderNumber orderNumber) {}
