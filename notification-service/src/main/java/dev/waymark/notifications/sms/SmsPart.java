package dev.waymark.notifications.sms;

import java.util.List;
import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;

/**
 * A part of a text message as it is submitted: one segment, or the whole where the centre divides it.
 *
 * @param number begins at 1
 * @param parameters beside the octets
 */
// Never compared, and read by one sender only.
@SuppressWarnings("ArrayRecordComponent")
record SmsPart(int number, ESMClass esmClass, DataCoding coding, byte[] octets, List<OptionalParameter> parameters) {}
