/** What shops tell us about an order, and what changed about it for the customer. */
@NullMarked
package dev.waymark.contract.order;

import org.jspecify.annotations.NullMarked;
