// Whether this is the primary. The first time it makes the replica set of one.
db.getSiblingDB('admin').auth('root', require('fs').readFileSync('/run/secrets/root', 'utf8').trim());
try {
  quit(rs.status().myState === 1 ? 0 : 1);
} catch (e) {
  rs.initiate({ _id: 'rs0', members: [{ _id: 0, host: 'mongodb:27017' }] });
  quit(1);
}
