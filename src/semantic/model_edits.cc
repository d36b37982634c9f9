#include "semantic/model_edits.h"

#include <algorithm>

#include "base/text.h"
#include "semantic/model_reader.h"
#include "semantic/yaml_node.h"

namespace aisle::semantic {
namespace {

using Kind = YamlNode::Kind;

// The lists of a model and what tells two of their entries apart.
struct Section {
  std::string_view name;
  std::vector<std::string_view> keys;
};

const std::vector<Section>& Sections() {
  static const std::vector<Section> sections = {
      {"tables", {"name"}},      {"dimensions", {"field"}},         {"entities", {"name", "table"}},
      {"metrics", {"name"}},     {"joins", {"from", "to", "role"}}, {"hierarchies", {"name"}},
      {"conventions", {"name"}}, {"verified", {"question"}}};
  return sections;
}

const Section* SectionOf(const std::string& name) {
  for (const Section& section : Sections())
    if (section.name == name) return &section;
  return nullptr;
}

std::vector<std::string> TextsOf(const YamlNode* node) {
  if (node == nullptr || node->kind == Kind::kNull) return {};
  if (node->kind == Kind::kScalar) return {node->text};
  std::vector<std::string> texts;
  for (const YamlNode& item : node->items) texts.push_back(item.text);
  return texts;
}

// Whether `entry` is the one that `edit` names, by as much of its name as is given.
bool Means(const Section& section, const YamlNode& edit, const YamlNode& entry) {
  return std::all_of(section.keys.begin(), section.keys.end(), [&](const std::string_view key) {
    const YamlNode* given = edit.Find(key);
    return given == nullptr || TextsOf(given) == TextsOf(entry.Find(key));
  });
}

std::string NameOf(const Section& section, const YamlNode& entry) {
  std::vector<std::string> parts;
  for (const std::string_view key : section.keys)
    for (std::string& text : TextsOf(entry.Find(key))) parts.push_back(std::move(text));
  return aisle::Join(parts, " ");
}

// The member called `key`, made where there is none.
YamlNode* Member(YamlNode* mapping, const YamlNode& key) {
  for (size_t i = 0; i < mapping->keys.size(); ++i)
    if (mapping->keys[i].text == key.text) return &mapping->items[i];
  mapping->keys.push_back(key);
  YamlNode none;
  none.line = key.line;
  none.column = key.column;
  mapping->items.push_back(std::move(none));
  return &mapping->items.back();
}

YamlNode ListAt(const YamlNode& place) {
  YamlNode list = place;
  list.kind = Kind::kSequence;
  list.text.clear();
  if (place.kind == Kind::kScalar) list.items = {place};
  return list;
}

YamlNode NewEntry(const YamlNode& edit) {
  YamlNode entry = edit;
  entry.keys.clear();
  entry.items.clear();
  return entry;
}

bool Holds(const YamlNode& list, const YamlNode& text) {
  return std::any_of(list.items.begin(), list.items.end(),
                     [&](const YamlNode& item) { return item.text == text.text; });
}

class Editor {
 public:
  Editor(YamlNode* root, EditedModel* out) : root_(*root), out_(*out) {}

  void Apply(const YamlNode& edits) {
    if (edits.kind == Kind::kNull) return;
    if (edits.kind != Kind::kMapping)
      return Refuse(edits, "expected sections, found " + Describe(edits));
    for (size_t i = 0; i < edits.keys.size(); ++i) ApplySection(edits.keys[i], edits.items[i]);
  }

 private:
  void ApplySection(const YamlNode& key, const YamlNode& edit) {
    const Section* section = SectionOf(key.text);
    YamlNode* owned = Member(&root_, key);
    if (section != nullptr) return ApplyList(*section, edit, owned);
    if (edit.kind == Kind::kMapping && owned->kind == Kind::kMapping) {
      for (size_t i = 0; i < edit.keys.size(); ++i) *Member(owned, edit.keys[i]) = edit.items[i];
    } else {
      *owned = edit;
    }
    out_.changes.push_back(key.text);
  }

  void ApplyList(const Section& section, const YamlNode& edit, YamlNode* owned) {
    if (edit.kind == Kind::kNull) return;
    if (edit.kind != Kind::kSequence)
      return Refuse(
          edit, "`" + std::string(section.name) + "`: expected a list, found " + Describe(edit));
    if (owned->kind != Kind::kSequence) *owned = ListAt(*owned);
    for (const YamlNode& entry : edit.items) ApplyEntry(section, entry, owned);
  }

  void ApplyEntry(const Section& section, const YamlNode& edit, YamlNode* owned) {
    const std::string name = edit.kind == Kind::kMapping ? NameOf(section, edit) : "";
    if (name.empty())
      return Refuse(edit, "expected an entry with `" + std::string(section.keys[0]) + "`, found " +
                              Describe(edit));
    std::vector<size_t> found;
    for (size_t i = 0; i < owned->items.size(); ++i)
      if (Means(section, edit, owned->items[i])) found.push_back(i);
    if (found.size() > 1)
      return Refuse(edit, "`" + name + "` is there " + std::to_string(found.size()) +
                              " times: say which, by `" + std::string(section.keys.back()) + "`");
    const bool known = !found.empty();
    if (edit.Find("remove") != nullptr) {
      if (!known) return RefuseUnknown(section, edit, *owned, name);
      owned->items.erase(owned->items.begin() + static_cast<std::ptrdiff_t>(found[0]));
      return Note(section, name, "removed");
    }
    if (!known) owned->items.push_back(NewEntry(edit));
    YamlNode* entry = known ? &owned->items[found[0]] : &owned->items.back();
    Note(section, name, Merge(edit, entry, known));
  }

  // What changed, in words.
  static std::string Merge(const YamlNode& edit, YamlNode* entry, bool known) {
    std::vector<std::string> fields;
    entry->line = edit.line;
    entry->column = edit.column;
    for (size_t i = 0; i < edit.keys.size(); ++i) {
      YamlNode key = edit.keys[i];
      const bool adds = key.text == "add_synonyms";
      const bool drops = key.text == "drop_synonyms";
      if (adds || drops) key.text = "synonyms";
      YamlNode* value = Member(entry, key);
      if (adds) {
        AddTexts(edit.items[i], value);
      } else if (drops) {
        DropTexts(edit.items[i], value);
      } else {
        if (value->text != edit.items[i].text || value->kind != Kind::kScalar)
          fields.push_back(key.text);
        *value = edit.items[i];
        continue;
      }
      fields.push_back(key.text);
    }
    return known ? aisle::Join(fields, ", ") : "added";
  }

  // In front: what people take the trouble to say is the likeliest to be meant.
  static void AddTexts(const YamlNode& more, YamlNode* list) {
    YamlNode added = ListAt(more);
    const YamlNode before = ListAt(*list);
    for (const YamlNode& text : before.items)
      if (!Holds(added, text)) added.items.push_back(text);
    *list = std::move(added);
  }

  static void DropTexts(const YamlNode& fewer, YamlNode* list) {
    const YamlNode dropped = ListAt(fewer);
    YamlNode kept = ListAt(*list);
    std::erase_if(kept.items, [&](const YamlNode& text) { return Holds(dropped, text); });
    *list = std::move(kept);
  }

  void RefuseUnknown(const Section& section, const YamlNode& edit, const YamlNode& owned,
                     const std::string& name) {
    std::vector<std::string> names;
    for (const YamlNode& entry : owned.items) names.push_back(NameOf(section, entry));
    const std::string nearest = Nearest(name, names);
    Refuse(edit, "`" + std::string(section.name) + "` has no `" + name + "`" +
                     (nearest.empty() ? "" : "; did you mean `" + nearest + "`?"));
  }

  void Refuse(const YamlNode& node, std::string message) {
    out_.problems.push_back({node.line, node.column, std::move(message)});
  }
  void Note(const Section& section, const std::string& name, const std::string& what) {
    out_.changes.push_back(std::string(section.name) + " " + name + ": " + what);
  }

  YamlNode& root_;
  EditedModel& out_;
};

}  // namespace

Result<EditedModel> EditModel(std::string_view model, std::string_view edits,
                              const catalog::Catalog& catalog) {
  if (!CheckModel(model, catalog).empty())
    return Error{ErrorCode::kInvalid, "the model has mistakes already",
                 "See them with: aisle model check"};
  EditedModel out;
  std::vector<Problem> none;
  YamlNode root = ReadYaml(model, &none);
  root.kind = Kind::kMapping;  // one of nothing but comments is empty
  const YamlNode changes = ReadYaml(edits, &out.problems);
  Editor(&root, &out).Apply(changes);
  if (!out.problems.empty()) return out;
  LocatedModel located = LocateIn(root);
  CheckLocated(&located, catalog);
  out.model = std::move(located.model);
  out.problems = std::move(located.problems);
  return out;
}

}  // namespace aisle::semantic
