/** What may be asked, and what each asker may see. */
@NullMarked
package dev.waymark.orders.query;

import org.jspecify.annotations.NullMarked;
