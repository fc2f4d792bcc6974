/** What must hold across gateways, in MongoDB: sign-ins, sessions, counted tries. */
@NullMarked
package dev.waymark.gateway.mongo;

import org.jspecify.annotations.NullMarked;
