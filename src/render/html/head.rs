//! What machines read: description, canonical address, Open Graph, schema.org.

use serde_json::{Map, Value, json};

use super::languages;
use crate::document::{Alternate, Document, Imprint, Language, Metadata, Text, alternates};
use crate::render::Sibling;
use crate::render::body::in_language;
use crate::render::markup::{Node, element, text};
use crate::render::page::{meta, meta_said};

pub fn head(document: &Document, imprint: &Imprint, siblings: &[Sibling]) -> Vec<Node> {
    let metadata = &document.metadata;
    let mut nodes: Vec<Node> = Vec::new();
    nodes.extend(metadata.description.as_ref().map(|words| meta_said("description", words).into()));
    nodes.extend(metadata.authors.iter().map(|name| meta_said("author", name).into()));
    nodes.extend(keywords(metadata));
    if let Some(canonical) = &metadata.canonical {
        nodes.push(element("link").with("rel", "canonical").with("href", canonical).into());
        let formats = siblings.iter().filter(|sibling| !sibling.is_picture());
        nodes.extend(formats.map(|sibling| {
            let link = element("link").with("rel", "alternate").with_some("type", sibling.media_type());
            link.with("title", sibling.format).with("href", sibling.address_beside(canonical)).into()
        }));
    }
    let alternates = alternates(metadata, imprint);
    nodes.extend(languages::links(&alternates));
    nodes.extend(open_graph(metadata, &alternates, siblings));
    let data = schema_org(metadata, &alternates, siblings).to_string();
    let data = element("script").with("type", "application/ld+json").and(text(data));
    nodes.push(data.into());
    nodes
}

/// All of a language in one element.
fn keywords(metadata: &Metadata) -> Vec<Node> {
    let mut groups: Vec<Text> = Vec::new();
    for subject in &metadata.subjects {
        match groups.iter_mut().find(|group| group.language == subject.language) {
            Some(group) => group.content.push_str(&format!(", {}", subject.content)),
            None => groups.push(subject.clone()),
        }
    }
    groups.iter().map(|group| meta_said("keywords", group).into()).collect()
}

/// The Open Graph protocol (ogp.me). The picture needs a whole address.
fn open_graph(metadata: &Metadata, alternates: &[Alternate], siblings: &[Sibling]) -> Vec<Node> {
    let property = |name: &str, content: &str| Node::from(element("meta").with("property", name).with("content", content));
    let said = |name: &str, words: &Text| {
        let element = element("meta").with("property", name).with("content", words.content.as_str());
        Node::from(in_language(element, words.language.as_ref()))
    };
    let mut nodes = vec![property("og:type", "article"), said("og:title", &metadata.title)];
    nodes.extend(metadata.description.as_ref().or(metadata.subtitle.as_ref()).map(|words| said("og:description", words)));
    let locale = |language: &Language| language.tag().replace('-', "_");
    nodes.push(property("og:locale", &locale(&metadata.language)));
    let others = alternates.iter().filter(|alternate| !alternate.is_this);
    nodes.extend(others.map(|other| property("og:locale:alternate", &locale(&other.endonym.language))));
    nodes.extend(metadata.publisher.as_ref().map(|name| said("og:site_name", name)));
    if let Some(canonical) = &metadata.canonical {
        nodes.push(property("og:url", canonical));
        if let Some(picture) = siblings.iter().find(|sibling| sibling.is_picture()) {
            nodes.push(property("og:image", &picture.address_beside(canonical)));
            nodes.push(said("og:image:alt", &metadata.title));
            nodes.push(meta("twitter:card", "summary_large_image").into());
        }
    }
    nodes.push(property("article:published_time", &metadata.published.to_string()));
    nodes.push(property("article:modified_time", &metadata.modified.to_string()));
    nodes
}

/// Words as JSON-LD 1.1 has them (§4.2.4): with their language where it is another
/// than that of the work.
fn string(words: &Text) -> Value {
    match &words.language {
        None => json!(words.content),
        Some(language) => json!({ "@value": words.content, "@language": language.tag() }),
    }
}

fn schema_org(metadata: &Metadata, alternates: &[Alternate], siblings: &[Sibling]) -> Value {
    let mut data = Map::new();
    let mut say = |name: &str, value: Value| data.insert(name.to_string(), value);
    say("@context", json!("https://schema.org"));
    say("@type", json!("CreativeWork"));
    say("name", string(&metadata.title));
    say("identifier", json!(metadata.identifier));
    say("inLanguage", json!(metadata.language.tag()));
    say("version", json!(metadata.version));
    say("datePublished", json!(metadata.published.to_string()));
    say("dateModified", json!(metadata.modified.to_string()));
    if let Some(subtitle) = &metadata.subtitle {
        say("alternativeHeadline", string(subtitle));
    }
    if let Some(description) = &metadata.description {
        say("description", string(description));
    }
    if !metadata.authors.is_empty() {
        say("author", metadata.authors.iter().map(string).collect());
    }
    if let Some(publisher) = &metadata.publisher {
        say("publisher", json!({ "@type": "Organization", "name": string(publisher) }));
    }
    if let Some(rights) = &metadata.rights {
        say("copyrightNotice", string(rights));
    }
    if let Some(licence) = &metadata.licence {
        say("license", json!(licence.url.as_ref().unwrap_or(&licence.name)));
    }
    if !metadata.subjects.is_empty() {
        say("keywords", metadata.subjects.iter().map(string).collect());
    }
    if let Some(canonical) = &metadata.canonical {
        say("url", json!(canonical));
        let encoding = |sibling: &Sibling| {
            let address = sibling.address_beside(canonical);
            json!({ "@type": "MediaObject", "encodingFormat": sibling.media_type(), "contentUrl": address })
        };
        let work = |alternate: &Alternate| {
            let Alternate { endonym, address: _, published: _, is_original: _, is_this: _ } = alternate;
            json!({ "@type": "CreativeWork", "inLanguage": endonym.language.tag(), "url": alternate.target() })
        };
        if alternates.iter().any(|alternate| alternate.is_this && alternate.is_original) {
            say("workTranslation", alternates.iter().filter(|alternate| !alternate.is_original).map(work).collect());
        } else if let Some(original) = alternates.iter().find(|alternate| alternate.is_original) {
            say("translationOfWork", work(original));
        }
        say("encoding", siblings.iter().filter(|sibling| !sibling.is_picture()).map(encoding).collect());
    }
    Value::Object(data)
}
