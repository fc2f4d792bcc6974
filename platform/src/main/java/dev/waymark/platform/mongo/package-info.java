/** How a service uses MongoDB. */
@NullMarked
package dev.waymark.platform.mongo;

import org.jspecify.annotations.NullMarked;
