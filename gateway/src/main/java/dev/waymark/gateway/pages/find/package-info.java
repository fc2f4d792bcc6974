/** Finding an order by its number and a contact. */
@NullMarked
package dev.waymark.gateway.pages.find;

import org.jspecify.annotations.NullMarked;
