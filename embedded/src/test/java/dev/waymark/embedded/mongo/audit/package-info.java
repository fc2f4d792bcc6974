/** Which MongoDB commands our code sends, against the list of those we know to be portable. */
@NullMarked
package dev.waymark.embedded.mongo.audit;

import org.jspecify.annotations.NullMarked;
