//! A real name server on this machine: hickory's, with zones that a story changes as it goes.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hickory_server::Server;
use hickory_server::proto::rr::rdata::{SOA, TXT};
use hickory_server::proto::rr::{LowerName, Name, RData, Record, RecordType, RrKey};
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, ZoneHandler, ZoneType};
use tokio::net::{TcpListener, UdpSocket};

/// Bytes that one connection's answers may wait in.
const BUFFER_BYTES: usize = 4_096;

pub struct NameServer {
    pub address: SocketAddr,
    zone: Arc<InMemoryZoneHandler>,
    _server: Server<Catalog>,
}

impl NameServer {
    /// Answers for everything below this suffix, over UDP and TCP.
    pub async fn start(suffix: &str) -> NameServer {
        let (udp, tcp, address) = both_ports().await;
        let origin = name(suffix);
        let zone = InMemoryZoneHandler::empty(origin.clone(), ZoneType::Primary, AxfrPolicy::Deny);
        let zone = Arc::new(zone);
        let soa = SOA::new(origin.clone(), origin.clone(), 1, 60, 60, 60, 1);
        zone.upsert(Record::from_rdata(origin.clone(), 1, RData::SOA(soa)), 1).await;
        let mut catalog = Catalog::new();
        let handler: Arc<dyn ZoneHandler> = zone.clone();
        catalog.upsert(LowerName::from(origin), vec![handler]);
        let mut server = Server::new(catalog);
        server.register_socket(udp);
        server.register_listener(tcp, Duration::from_secs(5), BUFFER_BYTES);
        NameServer { address, zone, _server: server }
    }

    /// The TXT records of a name are these and no others.
    pub async fn set(&self, at: &str, texts: &[&str]) {
        let at = name(at);
        self.zone.records_mut().await.remove(&RrKey::new(LowerName::from(at.clone()), RecordType::TXT));
        for text in texts {
            // A record is made of pieces of at most 255 bytes.
            let pieces = text.as_bytes().chunks(255).map(|it| String::from_utf8_lossy(it).into_owned()).collect();
            self.zone.upsert(Record::from_rdata(at.clone(), 1, RData::TXT(TXT::new(pieces))), 1).await;
        }
    }
}

/// One number that is free on UDP and on TCP: another process may hold it on one of them.
async fn both_ports() -> (UdpSocket, TcpListener, SocketAddr) {
    loop {
        let tcp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = tcp.local_addr().unwrap();
        if let Ok(udp) = UdpSocket::bind(address).await {
            return (udp, tcp, address);
        }
    }
}

fn name(text: &str) -> Name {
    Name::from_ascii(format!("{}.", text.trim_end_matches('.'))).unwrap()
}
