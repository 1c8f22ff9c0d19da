//! Runs a container, and reads what it writes.

use crate::docker::types::{
    ContainerCreateBody, EndpointSettings, HostConfig, NetworkingConfig, PortBinding, RestartPolicy,
};
use crate::docker::{Client, Error};
use serde_json::json;

pub async fn run(client: &Client) -> Result<String, Error> {
    let host = HostConfig::new()
        .binds(["/data:/data"])
        .memory(512 << 20)
        .port_bindings([("80/tcp", vec![PortBinding::new().host_port("8080")])])
        .restart_policy(
            RestartPolicy::new()
                .name("on-failure")
                .maximum_retry_count(3),
        );
    let network = NetworkingConfig::new()
        .endpoints_config([("web", EndpointSettings::new().aliases(["front"]))]);
    let body = ContainerCreateBody::new()
        .image("nginx:1.27")
        .cmd(["nginx", "-g", "daemon off;"])
        .env(["MODE=test"])
        .labels([("tier", "front")])
        .exposed_ports(json!({"80/tcp": {}}))
        .host_config(host)
        .networking_config(network);
    let made = client.container_create(body).name("web").await?;
    client.container_start(&made.id).await?;
    Ok(made.id)
}

pub async fn logs(client: &Client, id: &str) -> Result<String, Error> {
    let mut logs = client
        .container_logs(id)
        .stdout(true)
        .follow(true)
        .tail("10")
        .stream()
        .await?
        .into_body();
    let mut text = Vec::new();
    while let Some(bytes) = logs.try_next().await? {
        text.extend_from_slice(&bytes);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

pub async fn running(client: &Client) -> Result<Vec<String>, Error> {
    let filters = json!({"status": ["running"]}).to_string();
    let containers = client.container_list().all(true).filters(filters).await?;
    let running = containers.into_iter().filter(|container| {
        container
            .state
            .as_ref()
            .is_some_and(|state| state.as_str() == "running")
    });
    Ok(running.filter_map(|container| container.id).collect())
}
