//! The websites of the demo's made-up brands: folders with real files, served on loopback, by which the brands prove their domains.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};

use actix_web::dev::ServerHandle;
use actix_web::{App as Site, HttpRequest, HttpResponse, HttpServer, web};
use anyhow::Context;
use serde_json::json;

use crate::demo::cast::{BRANDS, Brand, Shown};

/// What every brand's domain is followed by in the peers' list of both instances.
pub(super) fn peers(port: u16) -> Vec<String> {
    BRANDS.iter().map(|brand| format!("{}:{port}", brand.domain)).collect()
}

/// Serves every brand's folder under its own name, until it is stopped.
pub(super) fn serve(dir: &Path, port: u16) -> anyhow::Result<ServerHandle> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .with_context(|| format!("port {port} is taken; choose another with --sites-port"))?;
    let folder = folder(dir);
    let server =
        HttpServer::new(move || Site::new().app_data(web::Data::new(folder.clone())).default_service(web::to(answer)));
    let server = server.workers(1).disable_signals().listen(listener)?.run();
    let handle = server.handle();
    tokio::spawn(server);
    Ok(handle)
}

/// Puts what proves the domain where the brand's webmaster would put it.
pub(super) fn name_voice(dir: &Path, brand: &Brand, actor: &str) -> anyhow::Result<()> {
    let well_known = folder(dir).join(brand.domain).join(".well-known");
    std::fs::create_dir_all(&well_known)?;
    let (name, content) = match brand.shown {
        Shown::File => ("redress.json", json!({"actors": [actor]})),
        Shown::Address => (
            "webfinger",
            json!({
                "subject": format!("acct:{}@{}", brand.domain, brand.domain),
                "links": [{"rel": "self", "type": "application/activity+json", "href": actor}],
            }),
        ),
    };
    Ok(std::fs::write(well_known.join(name), content.to_string())?)
}

fn folder(dir: &Path) -> PathBuf {
    dir.join("sites")
}

async fn answer(request: HttpRequest, folder: web::Data<PathBuf>) -> HttpResponse {
    let host = request.connection_info().host().split(':').next().unwrap_or_default().to_string();
    let Some(brand) = BRANDS.iter().find(|it| it.domain == host) else { return HttpResponse::NotFound().finish() };
    let (file, kind) = match request.path() {
        "/.well-known/redress.json" => ("redress.json", "application/json"),
        "/.well-known/webfinger" => ("webfinger", "application/jrd+json"),
        _ => return HttpResponse::NotFound().finish(),
    };
    match std::fs::read(folder.join(brand.domain).join(".well-known").join(file)) {
        Ok(content) => HttpResponse::Ok().content_type(kind).body(content),
        Err(_) => HttpResponse::NotFound().finish(),
    }
}
