/** One order and its shipments as a page shows them; shared by the pages of guests, customers and support. */
@NullMarked
package dev.waymark.gateway.pages.order;

import org.jspecify.annotations.NullMarked;
