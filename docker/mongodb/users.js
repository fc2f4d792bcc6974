// Run once, by the image, when the database is made: a user for each service, who may use its own database and no other.
const fs = require('fs');
const databases = {
  'order-service': 'waymark_orders',
  'notification-service': 'waymark_notifications',
  gateway: 'waymark_gateway',
};
for (const [user, database] of Object.entries(databases)) {
  const pwd = fs.readFileSync(`/run/secrets/${user}`, 'utf8').trim();
  db.getSiblingDB('admin').createUser({ user, pwd, roles: [{ role: 'readWrite', db: database }] });
}
