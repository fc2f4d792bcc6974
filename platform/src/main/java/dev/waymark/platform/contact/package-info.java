/** The one form of a contact. Needs ICU4J, which a service without contacts does not get from here. */
@NullMarked
package dev.waymark.platform.contact;

import org.jspecify.annotations.NullMarked;
