package dev.waymark.notifications.sms;

import dev.waymark.notifications.sending.DeliveryReports;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;

/** Has receipts recorded before they are answered: the centre keeps what is not, and sends it again. */
record ReceiptListener(SmppReceipt receipts, DeliveryReports reports, Semaphore places)
        implements MessageReceiverListener {

    /** Fewer than a session processes, so that answers to our messages never wait behind receipts. */
    private static final int AT_ONCE = 12;

    private static final long SECONDS = 10;

    static ReceiptListener of(SmppReceipt receipts, DeliveryReports reports) {
        return new ReceiptListener(receipts, reports, new Semaphore(AT_ONCE));
    }

    /** Returns when it is recorded: the library answers then. What is no receipt is none of ours. */
    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        var receipt = receipts.read(message);
        if (receipt.isEmpty()) {
            return;
        }
        if (!places.tryAcquire()) {
            throw later();
        }
        try {
            reports.received(receipt.orElseThrow()).toFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw later();
        } catch (ExecutionException | TimeoutException _) {
            throw later();
        } finally {
            places.release();
        }
    }

    private static ProcessRequestException later() {
        return new ProcessRequestException("not recorded", SMPPConstant.STAT_ESME_RX_T_APPN);
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session source) throws ProcessRequestException {
        throw new ProcessRequestException("not taken", SMPPConstant.STAT_ESME_RINVCMDID);
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        // Nobody has asked for any.
    }
}
