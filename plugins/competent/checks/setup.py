"""Rules on the configuration: the logo, the language, the navigation, and buttons that lead to the source."""

from __future__ import annotations

from collections.abc import Iterator

from competent.checks.pictures import flaw_of
from competent.checks.rule import rule
from competent.project import Project
from competent.settings import Provider
from competent.text.problem import Problem, nearest
from competent.words import languages


@rule("C405", "error", whole=False)
def the_logo_is_there(project: Project) -> Iterator[Problem]:
    """The provider's logo is a picture in a file of the project, outside of what is made."""
    logo = project.settings.provider.logo
    if not logo:
        return
    file = (project.root / logo).resolve()
    place = project.config.setting_place("provider", "logo")
    if not file.is_relative_to(project.root.resolve()) or file.is_relative_to(project.output.resolve()):
        hint = "Put it into the content folder, such as content/assets/logo.svg."
        yield Problem(place, "C405", "The logo lies outside the project, or in what is made", hint)
    elif not file.is_file():
        names = [found.name for found in file.parent.iterdir()] if file.parent.is_dir() else []
        hint = "Its path is read from the folder of mkdocs.yml."
        yield Problem(place, "C405", f"There is no logo “{logo}”", hint, nearest(file.name, names))
    elif flaw := flaw_of(file):
        yield Problem(place, "C405", f"The logo “{logo}” cannot be drawn", flaw)


@rule("C605", "notice")
def somebody_offers_the_programmes(project: Project) -> Iterator[Problem]:
    """Without the name of a provider every cover says “Name of your provider”."""
    if project.settings.documents and project.programmes and project.settings.provider.name == Provider().name:
        hint = "Write it as the name of provider, in the settings of the plugin."
        place = project.config.setting_place("provider", "name")
        yield Problem(place, "C605", "Every cover says “Name of your provider”", hint)


@rule("C606", "notice")
def pages_load_no_fonts_from_elsewhere(project: Project) -> Iterator[Problem]:
    """Whoever lends the fonts learns of every visitor, and without the internet pages look otherwise."""
    if project.config.foreign_fonts:
        hint = "Write “font: false” below theme, or turn on Material's plugin for privacy."
        yield Problem(project.config.place("theme"), "C606", "Every page loads its fonts from Google", hint)


@rule("C407")
def no_button_leads_to_the_source(project: Project) -> Iterator[Problem]:
    """A button that leads to the source of a page shows whoever presses it the model answers."""
    if project.config.edit_buttons and any(page.secret_lines for page in project.content.pages.values()):
        hint = "Take content.action.edit and content.action.view out of the theme, or set edit_uri to nothing."
        place = project.config.place("edit_uri")
        title = "Buttons on the pages lead to their source, which holds the model answers"
        yield Problem(place, "C407", title, hint)


@rule("C408", "notice")
def there_are_words_for_the_language(project: Project) -> Iterator[Problem]:
    """The words that forms and pages have of themselves are English where there is no catalogue for the language."""
    known = languages()
    asked = {project.settings.language: project.config.setting_place("language")}
    asked.update({p.plan.language: p.index.front_place("language") for p in project.programmes if p.plan.language})
    for language, place in asked.items():
        if language.partition("-")[0] not in known:
            title = f"There are no words for “{language}”: forms and pages have English ones"
            hint = f"Languages with words: {', '.join(known)}. CONTRIBUTING tells how to add one."
            yield Problem(place, "C408", title, hint)


@rule("C409")
def the_navigation_names_what_is_there(project: Project) -> Iterator[Problem]:
    """A page or a programme in `nav` that is not there would be missing from the menu."""
    known = {*project.pages.all, *(f"{programme.folder}/" for programme in project.programmes)}
    folders = {uri.rpartition("/")[0] + "/" for uri in project.pages.all}
    for name in project.config.navigation or ():
        local = "://" not in name and not name.startswith(("/", "#", "mailto:"))
        if local and name not in known and name not in folders and name not in project.config.files:
            hint = "Write the path of a page below the content folder, or the folder of a programme with a slash."
            place = project.config.place_of("nav", name)
            yield Problem(place, "C409", f"There is no “{name}” to navigate to", hint, nearest(name, sorted(known)))
