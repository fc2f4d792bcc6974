package dev.waymark.notifications.sending;

import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.RenewedLink;

class InMemoryOrderServiceTest implements OrderServiceClientContract {

    private final InMemoryOrderService service = new InMemoryOrderService();

    @Override
    public OrderServiceClient client() {
        return service;
    }

    @Override
    public void hasContact(ContactAnswer contact) {
        service.put(contact);
    }

    @Override
    public void renews(String token, RenewedLink link) {
        service.renew(token, link);
    }

    @Override
    public void hasErased(ContactAnswer contact) {
        service.erase(contact.orderId());
    }

    @Override
    public void isAway() {
        service.goAway();
    }
}
